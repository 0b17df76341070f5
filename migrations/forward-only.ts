/** Every migration's way down: there is none. Data is kept by back-ups, and old code runs on the newer schema. */
export function forwardOnly(): Promise<void> {
  return Promise.reject(
    new Error('Accord migrates forward only. To go back, restore a back-up made before the upgrade.'),
  );
}
