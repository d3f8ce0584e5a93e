//! Time for waiting, which a test may let run faster than it does.

use std::time::Duration;

use tokio::time::Instant;

/// A clock that runs `speed` times as fast as time: what is slept is shorter by as much.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Instant,
    speed: u32,
}

impl Default for Clock {
    fn default() -> Self {
        Self::times(1)
    }
}

impl Clock {
    /// One that runs `speed` times as fast as time; 0 counts as 1.
    pub fn times(speed: u32) -> Self {
        Self { start: Instant::now(), speed: speed.max(1) }
    }

    /// How long it has run.
    pub fn now(&self) -> Duration {
        self.start.elapsed() * self.speed
    }

    /// Waits for `duration` by this clock.
    pub(super) async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration / self.speed).await;
    }
}
