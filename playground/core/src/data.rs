//! Data that only some answers need. It is in files of its own, which the page loads when an answer asks for one.

use serde_json::{Value, json};

/// The answer to a request that takes a file which was not provided. Once it is, the same request has an answer.
pub(crate) fn needed() -> Option<Value> {
    notelint::take_missing().map(|file| json!({ "needs": file.name() }))
}

/// Takes the content of a file: `length` bytes at `pointer`, from `alloc`. They belong to the module from now on. Returns
/// whether it is such a file (1) or not (0).
///
/// # Safety
/// The memory must come from `alloc` and be initialised, and must not be used or freed afterwards.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn provide(pointer: *mut u8, length: usize) -> u32 {
    // SAFETY: the caller passes what `alloc` returned, with the same length.
    let bytes = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(pointer, length)) };
    u32::from(notelint::provide(bytes.into_vec()))
}
