-- DropIndex: another one below
DROP INDEX "reflections_digest_id_idx";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "contradiction_digest_id" UUID;

-- AlterTable
ALTER TABLE "reflections" ADD COLUMN     "counted_as" TEXT,
ADD COLUMN     "counted_satisfaction" SMALLINT;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "undelivered_digest_id" UUID;

-- AlterTable
ALTER TABLE "digests" ADD COLUMN     "checked_at" TIMESTAMPTZ(3);


ALTER TABLE "reflections" ADD CONSTRAINT "reflections_counted_as_check" CHECK ("counted_as" IN ('week', 'late', 'aside'));

-- What digests counted before was not kept apart from later corrections: these are never compared with their rows.
UPDATE "digests" SET "checked_at" = '9999-12-31Z';
-- What they listed, as far as the rows still tell: it does not stand in the next one again.
UPDATE "sessions" AS s SET "contradiction_digest_id" = d."id" FROM "digests" d
  WHERE s."contradicted" AND d."programme_id" = s."programme_id"
    AND s."ends_at" >= d."starts_at" AND s."ends_at" < d."ends_at";
UPDATE "deliveries" AS x SET "undelivered_digest_id" = d."id" FROM "digests" d
  WHERE (x."state" IN ('expired', 'failed') OR (x."state" = 'skipped' AND x."reason" = 'unreachable'))
    AND d."programme_id" = x."programme_id" AND x."due_at" >= d."starts_at" AND x."due_at" < d."ends_at";

-- The rollup reads what a digest counted from this index alone; what waits for a digest is small whatever the table.
CREATE INDEX "reflections_counted_idx" ON "reflections" ("digest_id", "role", "person_id")
  INCLUDE ("counted_as", "counted_satisfaction") WHERE "digest_id" IS NOT NULL;
CREATE INDEX "reflections_uncounted_idx" ON "reflections" ("programme_id", "answered_at")
  WHERE "digest_id" IS NULL AND "answered_at" IS NOT NULL AND "session_id" IS NOT NULL;
DROP INDEX "reflections_week_idx";
CREATE INDEX "sessions_contradicted_idx" ON "sessions" ("programme_id", "ends_at")
  WHERE "contradicted" AND "contradiction_digest_id" IS NULL;
CREATE INDEX "sessions_contradiction_idx" ON "sessions" ("contradiction_digest_id")
  WHERE "contradiction_digest_id" IS NOT NULL;
CREATE INDEX "deliveries_unlisted_idx" ON "deliveries" ("programme_id", "due_at")
  WHERE "undelivered_digest_id" IS NULL
    AND ("state" IN ('expired', 'failed') OR ("state" = 'skipped' AND "reason" = 'unreachable'));
CREATE INDEX "deliveries_undelivered_idx" ON "deliveries" ("undelivered_digest_id")
  WHERE "undelivered_digest_id" IS NOT NULL;
CREATE INDEX "murmurs_sent_on_idx" ON "murmurs" ("programme_id", "sent_on_at") INCLUDE ("burst_id")
  WHERE "sent_on_at" IS NOT NULL;
-- The last meeting of each team, without reading those before it.
CREATE INDEX "sessions_last_idx" ON "sessions" ("team_id", "starts_at")
  WHERE "kind" = 'mentoring' AND "state" IN ('held', 'planned');
CREATE INDEX "digests_taken_idx" ON "digests" ("taken_at");
