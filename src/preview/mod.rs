//! The preview: a project seen in a browser of the same computer while it is written.
//!
//! ```text
//!  watch ──what changed──► desk ──Issue──► answer ◄──address── server ◄── browser
//!                            │               │
//!                  reads and issues anew   page + panel, report
//! ```
//! Prints only the page that is asked for, from the edition that a build prints;
//! what is added stands in a panel and a watermark around it. Nothing is looked up
//! on the disk by an address: only paths of the edition are served. Speaks to this
//! computer alone.

mod answer;
mod desk;
mod inspect;
mod item;
mod mark;
mod panel;
mod paper;
mod part;
mod report;
mod server;
mod watch;

use std::net::{Ipv4Addr, SocketAddrV4, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use jiff::civil::{Date, DateTime};

use crate::{Error, Result};
use desk::Desk;
use inspect::Inspector;
use watch::Change;

/// The port that is taken where nobody names one, or one of the next.
pub const PORT: u16 = 8000;
/// How many ports are tried.
const TRIED: u16 = 20;

/// What is previewed, and how.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The project's folder.
    pub root: PathBuf,
    /// As of which day.
    pub today: Date,
    /// `None` takes a free one from [`PORT`] on, 0 any free one.
    pub port: Option<u16>,
    /// How often to look for changes where the system does not tell of them; `None`
    /// looks only where the system cannot tell.
    pub poll: Option<Duration>,
    /// Tells the time, for what was done at a time.
    pub now: fn() -> DateTime,
}

/// Serves the preview until the program is ended; `tell` gets each line for the terminal.
/// Fails where the project cannot be read or the port is taken.
pub fn run(settings: &Settings, tell: &(dyn Fn(&str) + Sync)) -> Result<()> {
    if !settings.root.is_dir() {
        return Err(Error::no_project(&settings.root));
    }
    let listener = bind(settings.port)?;
    let address = listener.local_addr().map_err(|cause| Error::port(settings.port.unwrap_or(PORT), cause))?;
    if settings.port.is_none() && address.port() != PORT {
        tell(&format!("端口 {PORT} 被别的程序占用，改用 {}", address.port()));
    }
    let (nudge, changes) = mpsc::channel();
    // Before the first reading, so that no save falls between the two.
    let watch = watch::start(&settings.root, settings.poll, nudge)?;
    tell(&format!("预览地址：http://{address}/　全部问题：http://{address}{}", report::ADDRESS));
    tell(&format!("{}。保存文件后页面会自动更新；结束预览请按 Ctrl-C", watch.told()));
    let desk = Desk::new(&settings.root, settings.today);
    let shown = desk.subscribe();
    std::thread::scope(|scope| {
        let work = scope.spawn(move || work(desk, &changes, tell));
        let served = server::run(listener, shown, Arc::new(Inspector::new(settings.now)), answer::at);
        // Without a watch no change can come: the desk is done.
        drop(watch);
        // Where no page can be shown any more, the reason lies with the desk.
        let worked = work.join().unwrap_or(Ok(()));
        worked.and(served)
    })
}

/// Reads and issues, at first and after each change.
fn work(mut desk: Desk, changes: &mpsc::Receiver<Change>, tell: &(dyn Fn(&str) + Sync)) -> Result<()> {
    tell(&desk.reissue(&Change::default())?);
    while let Some(change) = watch::next(changes) {
        match desk.reissue(&change) {
            Ok(told) if told.is_empty() => {}
            Ok(told) => tell(&told),
            // A folder that is being moved about: what was read last stays.
            Err(error) => tell(&format!("没有更新：{error}")),
        }
    }
    Ok(())
}

fn bind(port: Option<u16>) -> Result<TcpListener> {
    let open = |port| TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return open(port).map_err(|cause| Error::port(port, cause));
    }
    let mut found = (PORT..PORT + TRIED).map(open);
    let free = found.find_map(std::result::Result::ok);
    free.map_or_else(|| open(PORT).map_err(|cause| Error::port(PORT, cause)), Ok)
}

/// The project's path of a file, with `/`.
fn relative(root: &Path, path: &Path) -> Option<String> {
    Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
}
