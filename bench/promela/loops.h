/*
 * Loops of the preprocessor. EACH_A(n)(f, x) is f(0, x) f(1, x) ... f(n - 1, x), for n = 1 .. 9 and any number of further
 * arguments: Promela has no guard that ranges over indices, so every instance of a rule is written out this way. A macro
 * cannot stand inside itself, so loops inside each other need different letters, of which there are four.
 */

#define EACH_A(n) EACH_A_(n)
#define EACH_A_(n) A_##n
#define A_1(f, ...) f(0, ##__VA_ARGS__)
#define A_2(f, ...) A_1(f, ##__VA_ARGS__) f(1, ##__VA_ARGS__)
#define A_3(f, ...) A_2(f, ##__VA_ARGS__) f(2, ##__VA_ARGS__)
#define A_4(f, ...) A_3(f, ##__VA_ARGS__) f(3, ##__VA_ARGS__)
#define A_5(f, ...) A_4(f, ##__VA_ARGS__) f(4, ##__VA_ARGS__)
#define A_6(f, ...) A_5(f, ##__VA_ARGS__) f(5, ##__VA_ARGS__)
#define A_7(f, ...) A_6(f, ##__VA_ARGS__) f(6, ##__VA_ARGS__)
#define A_8(f, ...) A_7(f, ##__VA_ARGS__) f(7, ##__VA_ARGS__)
#define A_9(f, ...) A_8(f, ##__VA_ARGS__) f(8, ##__VA_ARGS__)

#define EACH_B(n) EACH_B_(n)
#define EACH_B_(n) B_##n
#define B_1(f, ...) f(0, ##__VA_ARGS__)
#define B_2(f, ...) B_1(f, ##__VA_ARGS__) f(1, ##__VA_ARGS__)
#define B_3(f, ...) B_2(f, ##__VA_ARGS__) f(2, ##__VA_ARGS__)
#define B_4(f, ...) B_3(f, ##__VA_ARGS__) f(3, ##__VA_ARGS__)
#define B_5(f, ...) B_4(f, ##__VA_ARGS__) f(4, ##__VA_ARGS__)
#define B_6(f, ...) B_5(f, ##__VA_ARGS__) f(5, ##__VA_ARGS__)
#define B_7(f, ...) B_6(f, ##__VA_ARGS__) f(6, ##__VA_ARGS__)
#define B_8(f, ...) B_7(f, ##__VA_ARGS__) f(7, ##__VA_ARGS__)
#define B_9(f, ...) B_8(f, ##__VA_ARGS__) f(8, ##__VA_ARGS__)

#define EACH_C(n) EACH_C_(n)
#define EACH_C_(n) C_##n
#define C_1(f, ...) f(0, ##__VA_ARGS__)
#define C_2(f, ...) C_1(f, ##__VA_ARGS__) f(1, ##__VA_ARGS__)
#define C_3(f, ...) C_2(f, ##__VA_ARGS__) f(2, ##__VA_ARGS__)
#define C_4(f, ...) C_3(f, ##__VA_ARGS__) f(3, ##__VA_ARGS__)
#define C_5(f, ...) C_4(f, ##__VA_ARGS__) f(4, ##__VA_ARGS__)
#define C_6(f, ...) C_5(f, ##__VA_ARGS__) f(5, ##__VA_ARGS__)
#define C_7(f, ...) C_6(f, ##__VA_ARGS__) f(6, ##__VA_ARGS__)
#define C_8(f, ...) C_7(f, ##__VA_ARGS__) f(7, ##__VA_ARGS__)
#define C_9(f, ...) C_8(f, ##__VA_ARGS__) f(8, ##__VA_ARGS__)

#define EACH_D(n) EACH_D_(n)
#define EACH_D_(n) D_##n
#define D_1(f, ...) f(0, ##__VA_ARGS__)
#define D_2(f, ...) D_1(f, ##__VA_ARGS__) f(1, ##__VA_ARGS__)
#define D_3(f, ...) D_2(f, ##__VA_ARGS__) f(2, ##__VA_ARGS__)
#define D_4(f, ...) D_3(f, ##__VA_ARGS__) f(3, ##__VA_ARGS__)
#define D_5(f, ...) D_4(f, ##__VA_ARGS__) f(4, ##__VA_ARGS__)
#define D_6(f, ...) D_5(f, ##__VA_ARGS__) f(5, ##__VA_ARGS__)
#define D_7(f, ...) D_6(f, ##__VA_ARGS__) f(6, ##__VA_ARGS__)
#define D_8(f, ...) D_7(f, ##__VA_ARGS__) f(7, ##__VA_ARGS__)
#define D_9(f, ...) D_8(f, ##__VA_ARGS__) f(8, ##__VA_ARGS__)
