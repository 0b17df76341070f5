import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { declaredJobs, type Handler, HANDLES, type Job } from './job.js';

/** The methods of this process that do jobs, by the job's name. */
@Injectable()
export class JobHandlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * @throws Error where a declared job has no handler or two, naming all of them: better no worker than one
   * that takes jobs which it cannot do.
   */
  find(declared: ReadonlyMap<string, Job<never>> = declaredJobs): Map<string, Handler<object>> {
    const found = new Map<string, Handler<object>>();
    const wrong: string[] = [];
    for (const instance of this.instances()) {
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const handler = instance[method];
        const job = handler && (Reflect.getMetadata(HANDLES, handler) as Job<object> | undefined);
        if (!job) continue;
        if (found.has(job.name)) wrong.push(`${job.name} has two handlers`);
        found.set(job.name, handler.bind(instance));
      }
    }
    for (const name of declared.keys()) if (!found.has(name)) wrong.push(`${name} has no handler`);
    if (wrong.length > 0) throw new Error(`Jobs are not wired: ${wrong.join(', ')}`);
    return found;
  }

  private instances(): Record<string, Handler<object>>[] {
    // A provider that two modules list is one instance each, but an alias is the same object twice.
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    const objects = instances.filter((each) => typeof each === 'object' && each !== null);
    return [...new Set(objects)] as Record<string, Handler<object>>[];
  }
}
