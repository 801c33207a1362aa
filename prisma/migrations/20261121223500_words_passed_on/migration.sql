-- When its writer had a murmur passed on to their mentors, as words about a date; null: never, or taken back.
ALTER TABLE "murmurs" ADD COLUMN "passed_on_at" TIMESTAMPTZ(3);
