export async function judgeRun(_run: unknown): Promise<readonly string[]> {
  return [];
}
