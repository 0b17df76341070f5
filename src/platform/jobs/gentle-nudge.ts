import { type Job, type Nothing } from './job.js';
import { type Jobs } from './jobs.service.js';

/**
 * Nudges one job on behalf of many: the first call adds it at once, calls while it is being added or within the pause
 * after become one more. A thousand signatures a second are four jobs, not a thousand.
 */
export class GentleNudge {
  private isResting = false;
  private isAskedAgain = false;

  constructor(
    private readonly jobs: Jobs,
    private readonly job: Job<Nothing>,
    /** Milliseconds between two jobs. */
    private readonly pause = 250,
  ) {}

  /** Call after the commit. Never fails and is not waited for: what is lost here, the job's own schedule finds. */
  soon(): void {
    if (this.isResting) {
      this.isAskedAgain = true;
      return;
    }
    this.isResting = true;
    void this.jobs.nudge(this.job, {}).then(() => setTimeout(() => this.wakeUp(), this.pause).unref());
  }

  private wakeUp(): void {
    this.isResting = false;
    if (!this.isAskedAgain) return;
    this.isAskedAgain = false;
    this.soon();
  }
}
