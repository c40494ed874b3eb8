//! Calling functions: of the library, of the expression, of the model.

use std::sync::Arc;

use crate::feel::Value;
use crate::feel::ast::{Callee, Lambda};
use crate::feel::builtins;
use crate::feel::scope::Scope;
use crate::feel::types::Type;

use super::{Evaluated, Machine};

impl Machine<'_> {
    /// Calls a function with arguments by position; null when they do not fit.
    pub(crate) fn call(&mut self, function: &Value, args: Vec<Value>) -> Evaluated {
        let Value::Function(function) = function else {
            return Ok(Value::Null);
        };
        self.work(1)?;
        match &function.0 {
            Callee::Builtin(at) => builtins::call(self, *at, &args),
            Callee::Closure(lambda, scope) if lambda.params.len() == args.len() => {
                self.apply(lambda, scope, args)
            }
            Callee::Closure(..) => Ok(Value::Null),
            Callee::Model(callable) => self.call_model(*callable, args),
        }
    }

    /// Calls a function with arguments by name.
    pub(crate) fn call_named(&mut self, function: &Value, args: &[(Arc<str>, Value)]) -> Evaluated {
        let Value::Function(callee) = function else {
            return Ok(Value::Null);
        };
        let names: Vec<Arc<str>> = match &callee.0 {
            Callee::Builtin(at) => return builtins::call_named(self, *at, args),
            Callee::Closure(lambda, _) => {
                lambda.params.iter().map(|(name, _)| name.clone()).collect()
            }
            Callee::Model(callable) => self.model_params(*callable),
        };
        if args.len() != names.len() || args.iter().any(|(name, _)| !names.contains(name)) {
            return Ok(Value::Null);
        }
        let ordered = names.iter().map(|name| {
            args.iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.clone())
                .unwrap_or_default()
        });
        self.call(function, ordered.collect())
    }

    /// An argument as its parameter wants it; nothing when it does not fit: then the function is not called.
    pub(crate) fn argument(&mut self, of: &Type, value: Value) -> Option<Value> {
        let given = !value.is_null();
        let value = self.coerce(of, value);
        (!given || !value.is_null()).then_some(value)
    }

    pub(crate) fn apply(&mut self, lambda: &Lambda, scope: &Scope, args: Vec<Value>) -> Evaluated {
        let mut inner = scope.clone();
        for ((name, of), value) in lambda.params.iter().zip(args) {
            let Some(value) = self.argument(of, value) else {
                return Ok(Value::Null);
            };
            inner = self.bind(&inner, name, value)?;
        }
        let result = self.nested(|m| m.eval(&lambda.body, &inner))?;
        Ok(self.coerce(&lambda.result, result))
    }
}
