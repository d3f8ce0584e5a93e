//! The interface of a WebAssembly module to its page: JSON in, JSON out. Both modules include this file.
//!
//! The page asks for memory with [`alloc`], writes a request there, and calls [`call`]. It reads the answer from the memory,
//! and gives both back with [`free`]. There are no imports. A panic is a trap; the instance must then be thrown away, because
//! its memory is in an unknown state.

/// Memory for `length` bytes, to be given back with [`free`].
#[unsafe(no_mangle)]
pub(crate) extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives back memory from [`alloc`], or of an answer of [`call`].
///
/// # Safety
/// `pointer` and `length` must be those of such memory, which is not used afterwards.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn free(pointer: *mut u8, length: usize) {
    // SAFETY: the caller passes what `into_raw` returned, with the same length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(pointer, length)) });
}

/// Answers the request of `length` bytes at `pointer`. The answer is at the address in the upper 32 bits of the result, and
/// its length in bytes is in the lower 32 bits.
///
/// # Safety
/// The memory must come from [`alloc`] and be initialised, which it is.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn call(pointer: *const u8, length: usize) -> u64 {
    // SAFETY: the caller passes initialised memory, which nothing changes during the call.
    let request = unsafe { std::slice::from_raw_parts(pointer, length) };
    let answer = super::answer(request).into_bytes().into_boxed_slice();
    let length = answer.len() as u64;
    (Box::into_raw(answer).cast::<u8>() as u64) << 32 | length
}
