/** One figure of a server's /metrics, such as `bansou_inbox_events{state="waiting"}`; NaN where it is not shown. */
export async function readMetric(base: string, series: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? Number.NaN : Number(line.slice(series.length + 1));
}

/** Whether no stored event waits to be handled: for waiting, never for judging. */
export async function isInboxEmpty(base: string): Promise<boolean> {
  return (await readMetric(base, 'bansou_inbox_events{state="waiting"}')) === 0;
}
