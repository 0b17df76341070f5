import { Injectable } from '@nestjs/common';

/** The one way to ask what time it is. Tests move it; leases and schedules use the database's own clock instead. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
