-- CreateTable
CREATE TABLE "proposals" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "session_id" UUID,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "link" TEXT,
    "made_by" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_times" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_times_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_answers" (
    "proposal_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "suits" UUID[],
    "none_fits" BOOLEAN NOT NULL DEFAULT false,
    "given_at" TIMESTAMPTZ(3),

    CONSTRAINT "proposal_answers_pkey" PRIMARY KEY ("proposal_id","person_id")
);

-- CreateIndex
CREATE INDEX "proposals_team_id_made_at_idx" ON "proposals"("team_id", "made_at");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_times_proposal_id_starts_at_role_key" ON "proposal_times"("proposal_id", "starts_at", "role");

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programmes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_times" ADD CONSTRAINT "proposal_times_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_answers" ADD CONSTRAINT "proposal_answers_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposals"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "proposals" ADD CONSTRAINT "proposals_state_check" CHECK ("state" IN ('open', 'confirmed', 'withdrawn', 'replaced'));
ALTER TABLE "proposal_times" ADD CONSTRAINT "proposal_times_role_check" CHECK ("role" IN ('mentor', 'participant'));
-- Of one team one question at a time: two people who offer times at once cannot both be asked about.
CREATE UNIQUE INDEX "proposals_open_key" ON "proposals" ("team_id") WHERE "state" = 'open';
