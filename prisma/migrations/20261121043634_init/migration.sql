-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programmes" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "starts_on" TEXT NOT NULL,
    "ends_on" TEXT NOT NULL,
    "phases" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "programmes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "slack_group_id" TEXT,
    "slack_group_members" TEXT,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "zone" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "quiet_ranges" JSONB NOT NULL,
    "line_user_id" TEXT,
    "line_reachable" BOOLEAN NOT NULL DEFAULT false,
    "slack_user_id" TEXT,
    "slack_reachable" BOOLEAN NOT NULL DEFAULT false,
    "slack_looked_up_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "team_id" UUID,
    "team_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "organisation" TEXT,
    "consent" TEXT NOT NULL DEFAULT 'unanswered',
    "consent_version" TEXT,
    "consent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "join_codes" (
    "id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "join_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wrong_tries" (
    "id" UUID NOT NULL,
    "account_hash" TEXT NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wrong_tries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "team_id" UUID,
    "scope_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "link" TEXT,
    "state" TEXT NOT NULL,
    "contradicted" BOOLEAN NOT NULL DEFAULT false,
    "marked_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "schedule_revision" INTEGER NOT NULL DEFAULT 1,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seats" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "attendance" TEXT NOT NULL DEFAULT 'expected',
    "wish" TEXT,
    "stance" TEXT,

    CONSTRAINT "seats_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_definitions" (
    "hash" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_definitions_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "reflections" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "session_id" UUID,
    "seat_id" UUID,
    "team_id" UUID,
    "role" TEXT NOT NULL,
    "form_key" TEXT NOT NULL,
    "form_hash" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "met" BOOLEAN,
    "satisfaction" SMALLINT,
    "answered_at" TIMESTAMPTZ(3),
    "digest_id" UUID,

    CONSTRAINT "reflections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answers" (
    "id" UUID NOT NULL,
    "reflection_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "message_id" TEXT,
    "inbox_event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "reflection_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("reflection_id","question")
);

-- CreateTable
CREATE TABLE "corrections" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "reflection_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "digest_id" UUID,

    CONSTRAINT "corrections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "murmurs" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "burst_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "message_id" TEXT,
    "reflection_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sent_on_at" TIMESTAMPTZ(3),

    CONSTRAINT "murmurs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talks" (
    "person_id" UUID NOT NULL,
    "pointer" JSONB,
    "murmur_burst" JSONB,
    "unsend_note" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "talks_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "platform" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "person_key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "processed_at" TIMESTAMPTZ(3),
    "parked_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("platform","event_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "programme_id" UUID,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "address" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "person_id" UUID,
    "team_id" UUID,
    "session_id" UUID,
    "priority" SMALLINT NOT NULL DEFAULT 5,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "external_id" TEXT,
    "external_channel" TEXT,
    "quota_cost" SMALLINT NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "refresh_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_gates" (
    "key" TEXT NOT NULL,
    "next_free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_gates_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "digests" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "iso_week" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "programmes_code_key" ON "programmes"("code");

-- CreateIndex
CREATE UNIQUE INDEX "teams_programme_id_code_key" ON "teams"("programme_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "people_line_user_id_key" ON "people"("line_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "people_slack_user_id_key" ON "people"("slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "people_workspace_id_code_key" ON "people"("workspace_id", "code");

-- CreateIndex
CREATE INDEX "enrolments_team_id_idx" ON "enrolments"("team_id");

-- CreateIndex
CREATE INDEX "enrolments_person_id_idx" ON "enrolments"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_programme_id_person_id_role_key" ON "enrolments"("programme_id", "person_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "join_codes_code_hash_key" ON "join_codes"("code_hash");

-- CreateIndex
CREATE INDEX "wrong_tries_account_hash_tried_at_idx" ON "wrong_tries"("account_hash", "tried_at");

-- CreateIndex
CREATE INDEX "sessions_programme_id_starts_at_idx" ON "sessions"("programme_id", "starts_at");

-- CreateIndex
CREATE INDEX "sessions_programme_id_ends_at_idx" ON "sessions"("programme_id", "ends_at");

-- CreateIndex
CREATE INDEX "sessions_team_id_starts_at_idx" ON "sessions"("team_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_scope_id_kind_number_key" ON "sessions"("scope_id", "kind", "number");

-- CreateIndex
CREATE INDEX "seats_person_id_idx" ON "seats"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "seats_session_id_enrolment_id_key" ON "seats"("session_id", "enrolment_id");

-- CreateIndex
CREATE UNIQUE INDEX "reflections_seat_id_key" ON "reflections"("seat_id");

-- CreateIndex
CREATE INDEX "reflections_person_id_touched_at_idx" ON "reflections"("person_id", "touched_at");

-- CreateIndex
CREATE INDEX "reflections_session_id_idx" ON "reflections"("session_id");

-- CreateIndex
CREATE INDEX "reflections_digest_id_idx" ON "reflections"("digest_id");

-- CreateIndex
CREATE UNIQUE INDEX "reflections_enrolment_id_form_key_session_id_key" ON "reflections"("enrolment_id", "form_key", "session_id");

-- CreateIndex
CREATE INDEX "answers_message_id_idx" ON "answers"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "answers_reflection_id_question_revision_key" ON "answers"("reflection_id", "question", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "answers_inbox_event_id_question_key" ON "answers"("inbox_event_id", "question");

-- CreateIndex
CREATE INDEX "corrections_programme_id_digest_id_idx" ON "corrections"("programme_id", "digest_id");

-- CreateIndex
CREATE INDEX "murmurs_person_id_at_idx" ON "murmurs"("person_id", "at");

-- CreateIndex
CREATE INDEX "murmurs_burst_id_idx" ON "murmurs"("burst_id");

-- CreateIndex
CREATE INDEX "murmurs_message_id_idx" ON "murmurs"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_dedupe_key_key" ON "deliveries"("dedupe_key");

-- CreateIndex
CREATE INDEX "deliveries_session_id_kind_idx" ON "deliveries"("session_id", "kind");

-- CreateIndex
CREATE INDEX "deliveries_person_id_kind_idx" ON "deliveries"("person_id", "kind");

-- CreateIndex
CREATE INDEX "deliveries_programme_id_state_idx" ON "deliveries"("programme_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "digests_programme_id_iso_week_key" ON "digests"("programme_id", "iso_week");

-- AddForeignKey
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programmes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "people" ADD CONSTRAINT "people_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programmes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_codes" ADD CONSTRAINT "join_codes_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programmes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seats" ADD CONSTRAINT "seats_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seats" ADD CONSTRAINT "seats_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "seats"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_form_hash_fkey" FOREIGN KEY ("form_hash") REFERENCES "form_definitions"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_reflection_id_fkey" FOREIGN KEY ("reflection_id") REFERENCES "reflections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_reflection_id_fkey" FOREIGN KEY ("reflection_id") REFERENCES "reflections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_reflection_id_fkey" FOREIGN KEY ("reflection_id") REFERENCES "reflections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "murmurs" ADD CONSTRAINT "murmurs_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "talks" ADD CONSTRAINT "talks_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programmes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the sweeps scan: small whatever the size of the tables.
CREATE INDEX "inbox_waiting_idx" ON "inbox" ("platform", "person_key", "occurred_at", "sequence")
  WHERE "processed_at" IS NULL AND "parked_at" IS NULL;
CREATE INDEX "deliveries_programme_kind_idx" ON "deliveries" ("programme_id", "kind", "planned_at");
CREATE INDEX "deliveries_programme_due_idx" ON "deliveries" ("programme_id", "due_at");
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("due_at") WHERE "state" = 'planned';
CREATE INDEX "deliveries_leased_idx" ON "deliveries" ("lease_until") WHERE "state" IN ('sending', 'unknown');
CREATE INDEX "deliveries_refresh_idx" ON "deliveries" ("refresh_at") WHERE "refresh_at" IS NOT NULL;
CREATE INDEX "sessions_to_ask_idx" ON "sessions" ("ends_at")
  WHERE "asked_at" IS NULL AND "state" IN ('planned', 'held', 'missed');
-- The digest reads one programme's week from the index alone.
CREATE INDEX "reflections_week_idx" ON "reflections" ("programme_id", "answered_at")
  INCLUDE ("role", "met", "satisfaction", "session_id", "digest_id");

ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_check"
  CHECK ("state" IN ('planned', 'sending', 'unknown', 'sent', 'cancelled', 'skipped', 'expired', 'failed'));
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_satisfaction_check" CHECK ("satisfaction" BETWEEN 1 AND 5);
