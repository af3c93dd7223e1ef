//! Arguments in, report out, exit code.

use std::process::ExitCode;

/// Pages are made of many small values on all cores: the system's allocator takes a third of that time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    saltpress::cli::main()
}
