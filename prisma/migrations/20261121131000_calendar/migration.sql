-- AlterTable
ALTER TABLE "people" ADD COLUMN     "calendar_revision" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "link_changed_at" TIMESTAMPTZ(3);
