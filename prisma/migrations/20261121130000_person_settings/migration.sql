-- AlterTable
ALTER TABLE "people" ADD COLUMN     "fewer_messages" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "paused_until" TEXT;
