//! Scripts for readers: blanks and comments away, local names short.
//!
//! Nothing else is changed: a clever compressor writes what browsers of 2019 do not read.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The script, smaller. One that does not parse stays as it is, for the browser to tell.
pub(super) fn script(code: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, code, SourceType::cjs()).parse();
    if !parsed.errors.is_empty() {
        return code.to_owned();
    }
    let mut program = parsed.program;
    let options = MinifierOptions { mangle: Some(MangleOptions::default()), compress: None };
    let names = Minifier::new(options).minify(&allocator, &mut program);
    Codegen::new().with_options(CodegenOptions::minify()).with_scoping(names.scoping).build(&program).code
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn scripts_shrink_and_keep_what_others_call() {
        let small = script(
            "// Why.\nvar shared = (function (long) {\n  // How.\n  function own() {}\n  return { part: long, own };\n})(1);\n",
        );
        assert_eq!(small, "var shared=(function(e){function t(){}return{part:e,own:t}})(1);");
        assert_eq!(script("not ( a script"), "not ( a script");
    }
}
