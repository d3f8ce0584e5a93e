//! The links being checked, each in its own task, so that a panic does not affect the others.

use std::any::Any;

use rustc_hash::FxHashMap;
use tokio::task::{Id, JoinSet};

use crate::links::link_status::{LinkRequest, LinkStatus};

/// The unfinished tasks.
#[derive(Default)]
pub(super) struct Tasks {
    set: JoinSet<LinkStatus>,
    requests: FxHashMap<Id, LinkRequest>,
}

/// A panic while checking a link, which is a bug in notelint.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TaskPanic {
    pub(super) url: Box<str>,
    pub(super) text: String,
}

impl Tasks {
    /// Starts a task for `look`, which checks `request`. Must be called within a runtime.
    pub(super) fn spawn(&mut self, request: LinkRequest, look: impl Future<Output = LinkStatus> + Send + 'static) {
        self.requests.insert(self.set.spawn(look).id(), request);
    }

    /// Waits for the next result; `None` when all tasks are done. Cancel safe: no result is lost if the future is
    /// dropped.
    pub(super) async fn next(&mut self) -> Option<Result<(LinkRequest, LinkStatus), TaskPanic>> {
        let done = self.set.join_next_with_id().await?;
        let id = match &done {
            Ok((id, _)) => *id,
            Err(error) => error.id(),
        };
        let request =
            self.requests.remove(&id).unwrap_or_else(|| LinkRequest { url: "".into(), fragments: Vec::new() });
        Some(match done {
            Ok((_, status)) => Ok((request, status)),
            Err(error) => {
                let text = match error.try_into_panic() {
                    Ok(payload) => panic_message(&*payload),
                    Err(error) => error.to_string(),
                };
                Err(TaskPanic { url: request.url, text })
            }
        })
    }
}

/// The message of a panic.
fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panicking_task_is_reported_and_the_others_finish() {
        let mut tasks = Tasks::default();
        let request = |url: &str| LinkRequest { url: url.into(), fragments: Vec::new() };
        tasks.spawn(request("https://a.io/1"), async { panic!("index {} out of range", 7) });
        tasks.spawn(request("https://a.io/2"), async {
            tokio::task::yield_now().await;
            LinkStatus::default()
        });
        let mut done = Vec::new();
        while let Some(next) = tasks.next().await {
            done.push(next.map(|(request, _)| request.url).map_err(|panic| (panic.url, panic.text)));
        }
        done.sort();
        let panic = ("https://a.io/1".into(), "index 7 out of range".to_owned());
        assert_eq!(done, [Ok("https://a.io/2".into()), Err(panic)]);
    }
}
