//! Memory shared by the pictures that are worked on at the same time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Bytes that may be in use at once. Whoever wants more than are free waits.
///
/// A share must not be held while waiting for another of the same budget, nor
/// while handing work to other threads: both could wait for ever.
#[derive(Debug)]
pub(super) struct Budget {
    total: u64,
    free: Mutex<u64>,
    returned: Condvar,
}

/// A part of a budget, returned when dropped.
#[derive(Debug)]
pub(super) struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Budget {
    pub(super) fn new(total: u64) -> Self {
        Self { total, free: Mutex::new(total), returned: Condvar::new() }
    }

    /// Waits until `bytes` are free and takes them. More than the whole budget
    /// is the whole budget: such a picture is worked on alone.
    pub(super) fn take(&self, bytes: u64) -> Share<'_> {
        let bytes = bytes.min(self.total);
        // The count is a plain number: a thread that panicked cannot have left it half changed.
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.returned.wait_while(free, |free| *free < bytes);
        *waited.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Share { budget: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn no_more_is_in_use_than_the_budget_allows() {
        let budget = Budget::new(10);
        let (in_use, peak) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for bytes in [3, 4, 10, 25, 7, 1, 6, 2] {
                let (budget, in_use, peak) = (&budget, &in_use, &peak);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let share = budget.take(bytes);
                        let now = in_use.fetch_add(share.bytes, Ordering::SeqCst) + share.bytes;
                        peak.fetch_max(now, Ordering::SeqCst);
                        in_use.fetch_sub(share.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(peak.into_inner() <= 10);
        assert_eq!(*budget.free.lock().unwrap(), 10);
    }
}
