-- AlterTable
ALTER TABLE "enrolments" ADD COLUMN     "replaces_id" UUID;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "earlier_choices" (
    "enrolment_id" UUID NOT NULL,
    "mentor_id" UUID NOT NULL,
    "shows" BOOLEAN NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earlier_choices_pkey" PRIMARY KEY ("enrolment_id","mentor_id")
);

-- CreateIndex
CREATE INDEX "earlier_choices_mentor_id_idx" ON "earlier_choices"("mentor_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrolments_replaces_id_key" ON "enrolments"("replaces_id");

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "enrolments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earlier_choices" ADD CONSTRAINT "earlier_choices_enrolment_id_fkey" FOREIGN KEY ("enrolment_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earlier_choices" ADD CONSTRAINT "earlier_choices_mentor_id_fkey" FOREIGN KEY ("mentor_id") REFERENCES "enrolments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
