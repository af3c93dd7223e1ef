//! Arguments in, report out, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    saltpress::cli::main()
}
