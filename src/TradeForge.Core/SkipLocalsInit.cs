using System.Runtime.CompilerServices;

// A fill would otherwise clear a kilobyte of locals that it writes anyway. What is allocated on the stack is therefore not zero.
[module: SkipLocalsInit]
