//! The `roentgen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    roentgen::cli::main()
}
