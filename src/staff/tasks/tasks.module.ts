import { Module } from '@nestjs/common';
import { StaffModule } from '../staff.module.js';
import { TaskReminders } from './task-reminders.service.js';
import { TasksApiController } from './tasks.api.controller.js';
import { Tasks } from './tasks.service.js';

@Module({
  imports: [StaffModule],
  controllers: [TasksApiController],
  providers: [TaskReminders, Tasks],
  exports: [Tasks],
})
export class TasksModule {}
