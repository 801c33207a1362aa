const everyMs = 500;

/** Ends this process soon after the command that started it is gone, however that went. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, everyMs).unref();
}
