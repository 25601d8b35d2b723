/** Exit codes of the command line; the README explains them. */
export const EXIT = { conformant: 0, nonconformant: 1, undetermined: 2, usage: 3, kitFault: 70 } as const;
