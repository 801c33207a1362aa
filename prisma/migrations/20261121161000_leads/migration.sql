-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "lead_id" UUID,
ADD COLUMN     "lead_swaps" INTEGER NOT NULL DEFAULT 0;
