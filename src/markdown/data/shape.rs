//! What a block of data is for, by its content.

use super::value::Value;

/// What data is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object of Kubernetes or of a tool with the same form: it has `apiVersion` and `kind`.
    Manifest,
    /// A template of `CloudFormation` or SAM.
    CloudFormation,
    /// A policy of AWS IAM or of a resource.
    Policy,
    /// A compose file.
    Compose,
    /// A workflow of GitHub Actions.
    Workflow,
}

impl Shape {
    /// The shape of `value`.
    pub fn of(value: &Value) -> Option<Self> {
        let has = |key: &str| value.member(key).is_some();
        let first = |key: &str| value.member(key).and_then(|member| member.value.members().first());
        if value.text("apiVersion").is_some() && value.text("kind").is_some() {
            return Some(Self::Manifest);
        }
        let is_resource = |resource: &Value| resource.text("Type").is_some_and(|name| name.contains("::"));
        if has("AWSTemplateFormatVersion") || first("Resources").is_some_and(|member| is_resource(&member.value)) {
            return Some(Self::CloudFormation);
        }
        let statement = value.member("Statement").map(|member| &member.value);
        let statement = statement.and_then(|statement| statement.items().first().or(Some(statement)));
        if statement.is_some_and(|statement| statement.member("Effect").is_some()) {
            return Some(Self::Policy);
        }
        let is_service = |service: &Value| ["image", "build"].iter().any(|key| service.member(key).is_some());
        if first("services").is_some_and(|member| is_service(&member.value)) {
            return Some(Self::Compose);
        }
        (has("on") && first("jobs").is_some_and(|member| member.value.member("runs-on").is_some()))
            .then_some(Self::Workflow)
    }
}
