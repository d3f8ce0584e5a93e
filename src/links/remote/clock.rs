//! The clock for waiting, which tests can speed up.

use std::time::Duration;

use tokio::time::Instant;

/// A clock that runs `speed` times as fast as real time. Waiting takes that much less real time.
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
    /// A clock that runs `speed` times as fast as real time; 0 counts as 1.
    pub fn times(speed: u32) -> Self {
        Self { start: Instant::now(), speed: speed.max(1) }
    }

    /// The time since the clock was created.
    pub fn now(&self) -> Duration {
        self.start.elapsed() * self.speed
    }

    /// Waits for `duration` of this clock.
    pub(super) async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration / self.speed).await;
    }
}
