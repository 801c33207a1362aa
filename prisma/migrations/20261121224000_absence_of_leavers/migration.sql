-- Who leaves the pair does not come to its sessions either.
ALTER TABLE "absences" DROP CONSTRAINT "absences_because_check";
ALTER TABLE "absences" ADD CONSTRAINT "absences_because_check" CHECK ("because" IN ('sudden', 'away', 'left'));
