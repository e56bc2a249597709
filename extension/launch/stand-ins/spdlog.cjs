// Stands in for @vscode/spdlog, a C++ module without a prebuilt binary: writes the same lines to
// the same file, without rotation. Output channels read these files.

const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    this.isPlain = false;
    this.pending = '';
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.isPlain = false;
  }
  clearFormatters() {
    this.isPlain = true;
  }

  write(level, message) {
    if (level < this.level) return;
    if (this.pending === '') setImmediate(() => this.flush());
    const time = new Date().toISOString().slice(0, -1).replace('T', ' ');
    this.pending += this.isPlain ? message : `${time} [${levels[level]}] ${message}\n`;
  }

  flush() {
    const text = this.pending;
    this.pending = '';
    if (text === '') return;
    try {
      appendFileSync(this.file, text);
    } catch (error) {
      // The temporary folder is removed while the server still ends: nobody will read these lines.
      if (error.code !== 'ENOENT') throw error;
    }
  }
  drop() {
    this.flush();
  }
}

async function createLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger('rotating', _name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
