-- CreateTable
CREATE TABLE "away_ranges" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "from_on" TEXT NOT NULL,
    "to_on" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "away_ranges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absences" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "schedule_revision" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "because" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "back_at" TIMESTAMPTZ(3),

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence_answers" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "schedule_revision" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "absence_answers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "away_ranges_person_id_idx" ON "away_ranges"("person_id");

-- CreateIndex
CREATE INDEX "absences_session_id_schedule_revision_idx" ON "absences"("session_id", "schedule_revision");

-- CreateIndex
CREATE INDEX "absence_answers_session_id_schedule_revision_idx" ON "absence_answers"("session_id", "schedule_revision");

-- AddForeignKey
ALTER TABLE "away_ranges" ADD CONSTRAINT "away_ranges_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence_answers" ADD CONSTRAINT "absence_answers_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "away_ranges" ADD CONSTRAINT "away_ranges_order_check" CHECK ("from_on" <= "to_on");
ALTER TABLE "absences" ADD CONSTRAINT "absences_because_check" CHECK ("because" IN ('sudden', 'away'));
ALTER TABLE "absence_answers" ADD CONSTRAINT "absence_answers_choice_check" CHECK ("choice" IN ('alone', 'move', 'skip'));
-- A second tap finds the first: one standing absence of a person for one date.
CREATE UNIQUE INDEX "absences_standing_key" ON "absences" ("session_id", "schedule_revision", "person_id") WHERE "back_at" IS NULL;
-- What the sweep for open questions looks through.
CREATE INDEX "absences_standing_idx" ON "absences" ("session_id") WHERE "back_at" IS NULL;
