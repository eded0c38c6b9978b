/** AssemblyScript's numbers, for everybody else. */
type i32 = number;
type u32 = number;
type usize = number;
type bool = boolean;
type f64 = number;
