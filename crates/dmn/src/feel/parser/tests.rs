//! Unary tests (DMN 1.5, grammar rules 7 to 17).

use super::{Parsed, Parser};
use crate::feel::ast::{Expr, Kind, Test, TestForm};
use crate::feel::{Value, inputs};

impl Parser<'_> {
    pub(super) fn unary_tests(&mut self) -> Parsed<Vec<Test>> {
        self.space();
        let at = self.at;
        if self.eat("-") {
            self.space();
            if self.rest().is_empty() {
                return Ok(vec![self.any(at)]);
            }
            self.at = at;
        }
        if self.at_word("not") {
            let before = self.at;
            self.eat_word("not");
            if self.eat("(") {
                let tests = self.test_list()?;
                self.expect(")")?;
                self.space();
                if self.rest().is_empty() {
                    let expr = self.made(at, Kind::Tests(tests));
                    return Ok(vec![Test {
                        expr,
                        form: TestForm::Not,
                    }]);
                }
            }
            self.at = before;
        }
        self.test_list()
    }

    fn any(&self, at: usize) -> Test {
        Test {
            expr: self.made(at, Kind::Constant(Value::Null)),
            form: TestForm::Any,
        }
    }

    fn test_list(&mut self) -> Parsed<Vec<Test>> {
        let mut all = vec![self.test()?];
        while self.eat(",") {
            all.push(self.test()?);
        }
        Ok(all)
    }

    fn test(&mut self) -> Parsed<Test> {
        if let Some(sign) = self.comparison_sign() {
            let expr = self.addition()?;
            return Ok(Test {
                expr,
                form: TestForm::Compare(sign),
            });
        }
        let expr = self.expression()?;
        let condition = inputs::mentions(&expr, "?");
        Ok(Test {
            expr,
            form: TestForm::Value { condition },
        })
    }

    /// What stands after `in`: tests in parentheses, or one.
    pub(super) fn tests_of_in(&mut self) -> Parsed<Vec<Test>> {
        self.space();
        let at = self.at;
        if self.rest().starts_with('(') {
            self.at += 1;
            let tests = self.nested(Self::test_list);
            if tests.is_ok() && self.eat(")") {
                return tests;
            }
            // It was an interval or an expression that begins with a parenthesis.
            self.at = at;
        }
        if let Some(sign) = self.comparison_sign() {
            let expr = self.addition()?;
            return Ok(vec![Test {
                expr,
                form: TestForm::Compare(sign),
            }]);
        }
        let expr: Expr = self.addition()?;
        Ok(vec![Test {
            expr,
            form: TestForm::Value { condition: false },
        }])
    }
}
