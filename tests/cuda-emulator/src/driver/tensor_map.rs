//! Tensor maps, which sm_90 has: this device says that it has none.

use super::status::Status;
use super::{Needs, call};

macro_rules! not_supported {
    ($($name:ident)*) => {
        $(
            /// Not supported, whatever the arguments are.
            #[unsafe(no_mangle)]
            pub extern "C" fn $name() -> Status {
                call(stringify!($name), format_args!(""), Needs::Healthy, |driver| {
                    driver.note(concat!(stringify!($name), ": tensor maps are not supported"));
                    Err(Status::NOT_SUPPORTED)
                })
            }
        )*
    };
}

not_supported!(cuTensorMapEncodeTiled cuTensorMapEncodeIm2col cuTensorMapEncodeIm2colWide);
