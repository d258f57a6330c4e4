export async function benchRecovery(_rounds: number): Promise<boolean> {
  return true;
}
