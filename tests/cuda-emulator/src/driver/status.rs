//! `CUresult`: what every driver function answers.

use std::ffi::CStr;

/// A driver function's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub struct Status(pub u32);

/// The codes this driver gives, each with its name and its meaning.
macro_rules! statuses {
    ($($name:ident = $code:literal $full:literal $text:literal)*) => {
        impl Status {
            $(#[doc = concat!("`CUDA_", stringify!($name), "`: ", $text, ".")] pub const $name: Self = Self($code);)*

            /// The code's name and meaning, if this driver gives it.
            pub fn describe(self) -> Option<(&'static CStr, &'static CStr)> {
                match self {
                    $(Self::$name => Some((c_string(concat!($full, "\0")), c_string(concat!($text, "\0")))),)*
                    _ => None,
                }
            }
        }
    };
}

statuses! {
    SUCCESS = 0 "CUDA_SUCCESS" "no error"
    INVALID_VALUE = 1 "CUDA_ERROR_INVALID_VALUE" "invalid argument"
    OUT_OF_MEMORY = 2 "CUDA_ERROR_OUT_OF_MEMORY" "out of memory"
    NOT_INITIALIZED = 3 "CUDA_ERROR_NOT_INITIALIZED" "initialization error"
    INVALID_DEVICE = 101 "CUDA_ERROR_INVALID_DEVICE" "invalid device ordinal"
    INVALID_CONTEXT = 201 "CUDA_ERROR_INVALID_CONTEXT" "invalid device context"
    NO_BINARY_FOR_GPU = 209 "CUDA_ERROR_NO_BINARY_FOR_GPU" "no kernel image is available for execution on the device"
    INVALID_PTX = 218 "CUDA_ERROR_INVALID_PTX" "a PTX compilation failed"
    INVALID_HANDLE = 400 "CUDA_ERROR_INVALID_HANDLE" "invalid resource handle"
    NOT_FOUND = 500 "CUDA_ERROR_NOT_FOUND" "named symbol not found"
    ILLEGAL_ADDRESS = 700 "CUDA_ERROR_ILLEGAL_ADDRESS" "an illegal memory access was encountered"
    NOT_SUPPORTED = 801 "CUDA_ERROR_NOT_SUPPORTED" "operation not supported"
    UNKNOWN = 999 "CUDA_ERROR_UNKNOWN" "unknown error"
}

const fn c_string(text: &'static str) -> &'static CStr {
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => c"",
    }
}
