//! One file a command.

pub mod bench;
pub mod compare;
pub mod convert;
pub mod demo;
pub mod devices;
pub mod embed;
pub mod evaluate;
pub mod finetune;
pub mod inspect;
pub mod kernels;
pub mod predict;
pub mod prepare;
pub mod probe;
pub mod profile;
pub mod report;
pub mod study;
pub mod synth;
pub mod verify;
