use super::*;
use crate::config::EncoderConfig;
