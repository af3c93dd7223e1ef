//! The whole inspection, beside the preview: one at a time, in threads of its own, so that
//! pages are still shown meanwhile.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, available_parallelism};

use jiff::civil::DateTime;
use rayon::ThreadPoolBuilder;

use super::desk::Issue;
use crate::Result;
use crate::inspection::report::Report;
use crate::inspection::{self, Scope};

/// How many days ahead is looked for what will go stale.
const AHEAD: i64 = 30;

/// What was found, and in what.
#[derive(Debug)]
pub(super) struct Outcome {
    /// 检查报告, or why there is none.
    pub(super) paper: std::result::Result<String, String>,
    /// Which issue was inspected.
    pub(super) issue: u64,
    /// When it was done.
    pub(super) done: DateTime,
}

/// How far it is, at one moment.
#[derive(Debug, Clone, Default)]
pub(super) struct Inspected {
    /// One runs now.
    pub(super) is_running: bool,
    /// The latest that came to its end.
    pub(super) last: Option<Arc<Outcome>>,
}

/// Inspects when it is asked to.
#[derive(Debug)]
pub(super) struct Inspector {
    now: fn() -> DateTime,
    state: Mutex<Inspected>,
}

impl Inspector {
    /// One that has inspected nothing yet. `now` tells the time, for who reads the report.
    pub(super) fn new(now: fn() -> DateTime) -> Self {
        Self { now, state: Mutex::default() }
    }

    /// How far it is.
    pub(super) fn state(&self) -> Inspected {
        self.lock().clone()
    }

    /// Starts to inspect an issue, unless one runs.
    pub(super) fn start(self: &Arc<Self>, issue: Arc<Issue>) {
        let mut state = self.lock();
        if state.is_running {
            return;
        }
        let own = Arc::clone(self);
        let work = move || {
            let number = issue.number;
            let paper = catch_unwind(AssertUnwindSafe(|| inspect(&issue)));
            let paper = match paper {
                Ok(Ok(report)) => Ok(inspection::paper(&report)),
                Ok(Err(error)) => Err(error.to_string()),
                Err(_) => Err("检查时程序出错。请把启动预览的窗口里的信息告诉技术人员".to_owned()),
            };
            let outcome = Outcome { paper, issue: number, done: (own.now)() };
            *own.lock() = Inspected { is_running: false, last: Some(Arc::new(outcome)) };
        };
        // Where the system gives no thread, the next one who asks may have more luck.
        state.is_running = thread::Builder::new().name("inspection".to_owned()).spawn(work).is_ok();
    }

    fn lock(&self) -> MutexGuard<'_, Inspected> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What `saltpress check` would tell of the files as they were read for an issue.
fn inspect(issue: &Issue) -> Result<Report> {
    let half = available_parallelism().map_or(1, |all| all.get().div_ceil(2));
    let threads = ThreadPoolBuilder::new().num_threads(half).build();
    let work = || {
        let mut problems = issue.unread.clone();
        let edition = crate::edition_of(&issue.read, issue.edition.site().today, &mut problems)?;
        let scope = Scope { ahead: Some(AHEAD), ..Scope::default() };
        inspection::own(&edition, &issue.read, &scope, &mut problems)
    };
    match threads {
        Ok(threads) => threads.install(work),
        Err(_) => work(),
    }
}
