//! Asks other sites whether an address still leads somewhere.
//!
//! ```text
//!  addresses ── by host ── 4 at a time, each host by one ── ask ── Outcome
//!                                                            │
//!                                            reach: which addresses may be asked at all
//! ```
//! The only room that speaks to other computers, and only where somebody asked for it.
//! Nothing is read of an answer but its status and where it leads.

mod address;
mod ask;
mod reach;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::thread;

pub use reach::Reach;

use address::host;
use ask::Client;

/// Hosts that are asked at the same time.
const AT_ONCE: usize = 4;
/// After so many addresses of a host without an answer its others are not asked.
const PATIENCE: usize = 2;

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It leads somewhere, or its server keeps to itself whether it does.
    Fine,
    /// The server says that there is nothing: 404, 410.
    Gone(u16),
    /// It has moved for good, to this address.
    Moved(String),
    /// No browser trusts its certificate, and why.
    Untrusted(&'static str),
    /// There was no answer, or one that says the server is broken, and why.
    Silent(String),
}

/// Asks for each address once.
#[must_use]
pub fn all<'a>(addresses: impl IntoIterator<Item = &'a str>, reach: &Reach) -> BTreeMap<String, Outcome> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for address in addresses {
        let of_host = hosts.entry(host(address)).or_default();
        if !of_host.iter().any(|known| known == address) {
            of_host.push(address.to_owned());
        }
    }
    let queue = Mutex::new(hosts.into_values().collect::<VecDeque<_>>());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let client = Client::new(reach);
    let work = || {
        let mut found = Vec::new();
        while let Some(addresses) = next() {
            found.extend(of_host(&client, addresses));
        }
        found
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}

/// Asks one host, one address after the other. One that stays silent is not asked for ever.
fn of_host(client: &Client, addresses: Vec<String>) -> Vec<(String, Outcome)> {
    let mut silent = 0;
    let mut ask = |address: String| {
        if silent >= PATIENCE {
            let why = "同一个网站前面的地址都没有回应，这一个没有再试".to_owned();
            return (address, Outcome::Silent(why));
        }
        let outcome = client.ask(&address);
        silent = if matches!(outcome, Outcome::Silent(_)) { silent + 1 } else { 0 };
        (address, outcome)
    };
    addresses.into_iter().map(&mut ask).collect()
}

#[cfg(test)]
mod tests;
