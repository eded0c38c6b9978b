/** AssemblyScript's integers, for everybody else. */
type i32 = number;
type u32 = number;
type usize = number;
type bool = boolean;
