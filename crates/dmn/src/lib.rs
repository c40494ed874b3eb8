//! dmn
