-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "carrier_id" UUID,
ADD COLUMN     "rides" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "uncertain_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "line_months" (
    "month" TEXT NOT NULL,
    "used" INTEGER NOT NULL,
    "allowance" INTEGER,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "line_months_pkey" PRIMARY KEY ("month")
);

-- What waits to ride, and what rides on a request: small whatever the size of the table.
CREATE INDEX "deliveries_riding_idx" ON "deliveries" ("person_id") WHERE "rides" AND "state" = 'planned';
CREATE INDEX "deliveries_carrier_idx" ON "deliveries" ("carrier_id") WHERE "carrier_id" IS NOT NULL;
CREATE INDEX "deliveries_quota_idx" ON "deliveries" ("sent_at") WHERE "quota_cost" > 0;
-- The digest's "so far" and its decisions read a programme's sessions from these alone.
CREATE INDEX "sessions_so_far_idx" ON "sessions" ("programme_id", "kind", "starts_at") INCLUDE ("team_id", "state");
CREATE INDEX "sessions_unsettled_idx" ON "sessions" ("programme_id", "starts_at") WHERE "state" = 'unsettled';
