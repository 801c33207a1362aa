-- AlterTable
ALTER TABLE "talks" ADD COLUMN     "offered" JSONB;
