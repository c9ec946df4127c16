//! The program `casebook`: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    casebook::command::main()
}
