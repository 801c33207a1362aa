import { describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../../src/http/metrics.ts';
import type { OperationFigures } from '../../../src/use-cases/ports/operation-figures.ts';

const figures: OperationFigures = {
  due: 3,
  oldestDueSeconds: 41.5,
  sending: 2,
  unknown: 1,
  failed: 4,
  leasesExpired: 1,
  inboxWaiting: 5,
  inboxOldestSeconds: 2.5,
  inboxParked: 6,
  clockOffsetSeconds: -0.25,
  quotaUsed: 120,
  quotaForecast: 180,
  quotaAllowance: 200,
};

describe('the metrics', () => {
  const make = (
    readFigures: () => Promise<OperationFigures> = async () => figures,
    spoolBytes: () => Promise<number> = async () => 1_234,
  ): Metrics => createMetrics({ readFigures, spoolBytes });
  const valuesOf = async (metrics: Metrics): Promise<ReadonlyMap<string, number>> => {
    const { body } = await metrics.read();
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
    );
  };

  it("show the site's figures as they are when somebody asks", async () => {
    let due = 3;
    const metrics = make(async () => ({ ...figures, due }));
    const first = await valuesOf(metrics);
    expect(Object.fromEntries([...first].filter(([name]) => isOfSite(name)))).toEqual({
      bansou_database_up: 1,
      'bansou_deliveries{state="due"}': 3,
      'bansou_deliveries{state="sending"}': 2,
      'bansou_deliveries{state="unknown"}': 1,
      'bansou_deliveries{state="failed"}': 4,
      bansou_delivery_oldest_due_seconds: 41.5,
      bansou_delivery_leases_expired: 1,
      'bansou_inbox_events{state="waiting"}': 5,
      'bansou_inbox_events{state="parked"}': 6,
      bansou_inbox_oldest_seconds: 2.5,
      'bansou_line_messages{kind="used"}': 120,
      'bansou_line_messages{kind="forecast"}': 180,
      'bansou_line_messages{kind="allowance"}': 200,
      bansou_clock_offset_seconds: -0.25,
      bansou_spool_bytes: 1_234,
    });
    due = 0;
    expect((await valuesOf(metrics)).get('bansou_deliveries{state="due"}')).toBe(0);
  });

  it('show no stale figure while the database is away, and the spool all the same', async () => {
    let isAway = false;
    const metrics = make(async () => {
      if (isAway) throw new Error('refused');
      return figures;
    });
    await metrics.read();
    isAway = true;
    const values = await valuesOf(metrics);
    expect(values.get('bansou_database_up')).toBe(0);
    expect(values.get('bansou_deliveries{state="due"}')).toBeNaN();
    expect(values.get('bansou_line_messages{kind="used"}')).toBeNaN();
    expect(values.get('bansou_spool_bytes')).toBe(1_234);
  });

  it('say that LINE sets no limit', async () => {
    const { body } = await make(async () => ({ ...figures, quotaAllowance: null })).read();
    expect(body).toContain('bansou_line_messages{kind="allowance"} +Inf\n');
  });

  it('hold figures of this process, event-loop lag among them', async () => {
    const names = [...(await valuesOf(make())).keys()];
    expect(names).toContain('bansou_nodejs_eventloop_lag_seconds');
    expect(names).toContain('bansou_process_resident_memory_bytes');
  });

  it('count lateness, blocked duplicates, repairs, mismatches and runs of jobs', async () => {
    const metrics = make();
    metrics.observeSent({ lateMs: 700, repeated: false });
    metrics.observeSent({ lateMs: -5, repeated: true });
    metrics.countKnownEvents(2);
    metrics.countUncertainClaims(3);
    metrics.countRepairs('expired', 4);
    metrics.countDigestMismatches(1);
    metrics.countJob({ job: 'delivery.send', outcome: 'done', ms: 10 });
    metrics.countJob({ job: 'delivery.send', outcome: 'failed', ms: 10 });
    const values = await valuesOf(metrics);
    const of = (name: string): number | undefined => values.get(`bansou_${name}`);
    expect(of('delivery_lateness_seconds_bucket{le="0.5"}')).toBe(1);
    expect(of('delivery_lateness_seconds_bucket{le="1"}')).toBe(2);
    expect(of('delivery_lateness_seconds_count')).toBe(2);
    expect(of('duplicates_blocked_total{where="line"}')).toBe(1);
    expect(of('duplicates_blocked_total{where="inbox"}')).toBe(2);
    expect(of('delivery_uncertain_claims_total')).toBe(3);
    expect(of('reconcile_repairs_total{repair="expired"}')).toBe(4);
    expect(of('digest_mismatches_total')).toBe(1);
    expect(of('job_runs_total{job="delivery.send",outcome="failed"}')).toBe(1);
    expect(await metrics.totals()).toEqual({
      sent: 2,
      duplicatesBlocked: 3,
      uncertainClaims: 3,
      repairs: 4,
      digestMismatches: 1,
      jobRuns: 2,
      jobsFailed: 1,
    });
  });

  it('are there after two seconds although the database never answers', async () => {
    const begunAt = performance.now();
    const values = await valuesOf(make(() => new Promise(() => undefined)));
    expect(values.get('bansou_database_up')).toBe(0);
    expect(performance.now() - begunAt).toBeLessThan(3_000);
  });
});

function isOfSite(name: string): boolean {
  return /^bansou_(clock|database|deliveries|delivery_oldest|delivery_leases|inbox|line|spool)/.test(name);
}
