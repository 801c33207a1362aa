-- When the team's pace is looked at next; the default stands for "not yet".
ALTER TABLE "teams" ADD COLUMN "pace_look_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00+00';
-- Until then nobody offers by itself to find a date.
ALTER TABLE "teams" ADD COLUMN "offers_rest_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "teams_pace_look_at_idx" ON "teams"("pace_look_at");
