"use strict";
(() => {
  const report = JSON.parse(document.getElementById("data").textContent);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = [];

  const seconds = value => {
    const whole = Math.round(value);
    if (value < 10) return value.toFixed(1) + " s";
    if (whole < 60) return whole + " s";
    if (whole < 3600) return Math.floor(whole / 60) + " min " + (whole % 60) + " s";
    return Math.floor(whole / 3600) + " h " + Math.floor((whole % 3600) / 60) + " min";
  };

  const ofOutcome = outcome => ({
    SUCCEEDED: color("--ok"), PASSED: color("--ok"), FAILED: color("--no"), RUNNING: color("--accent"),
  })[outcome] ?? color("--soft");

  const axis = (extra = {}) => ({
    grid: { color: color("--line") }, border: { display: false },
    ticks: { color: color("--soft"), ...extra.ticks }, ...extra, ...(extra.ticks ? { ticks: { color: color("--soft"), ...extra.ticks } } : {}),
  });

  const draw = (id, config) => {
    const canvas = document.getElementById(id);
    if (canvas) {
      config.options = { animation: false, maintainAspectRatio: false, ...config.options };
      charts.push(new Chart(canvas, config));
    }
  };

  const timeline = () => {
    if (!report.states.length) return;
    const zero = Date.parse(report.started);
    const starts = report.states.map(state => (Date.parse(state.started) - zero) / 1000);
    document.getElementById("timeline-box").style.height = report.states.length * 26 + 60 + "px";
    draw("timeline", {
      type: "bar",
      data: {
        labels: report.states.map(state => state.name),
        datasets: [{
          data: report.states.map((state, index) => [starts[index], starts[index] + state.seconds]),
          backgroundColor: report.states.map(state => ofOutcome(state.outcome)),
          borderRadius: 3, borderSkipped: false, minBarLength: 3, barPercentage: 0.72, categoryPercentage: 0.95,
        }],
      },
      options: {
        indexAxis: "y",
        scales: {
          x: axis({ position: "top", min: 0, ticks: { callback: value => seconds(value) } }),
          y: axis({ grid: { display: false }, ticks: { autoSkip: false, color: color("--ink") } }),
        },
        plugins: {
          legend: { display: false },
          tooltip: { callbacks: { label: item => {
            const state = report.states[item.dataIndex];
            return state.outcome + ", " + seconds(state.seconds) + (state.attempts > 1 ? ", " + state.attempts + " tries" : "");
          } } },
        },
      },
    });
  };

  const forecast = () => {
    const known = report.forecast;
    if (!known || known.windowSeconds === undefined) return;
    draw("forecast", {
      type: "bar",
      data: {
        labels: ["p50", "p95", "window"],
        datasets: [{
          data: [known.p50Seconds, known.p95Seconds, known.windowSeconds],
          backgroundColor: [color("--accent"), known.fits ? color("--ok") : color("--no"), color("--line-strong")],
          borderRadius: 3, barPercentage: 0.7, minBarLength: 3,
        }],
      },
      options: {
        indexAxis: "y",
        scales: { x: axis({ min: 0, ticks: { callback: value => seconds(value) } }), y: axis({ grid: { display: false } }) },
        plugins: { legend: { display: false }, tooltip: { callbacks: { label: item => seconds(item.raw) } } },
      },
    });
  };

  const history = () => {
    if (!report.earlierRuns.length) return;
    const runs = [...report.earlierRuns].reverse().concat([{ ...report, runId: report.runId + " (this)" }]);
    const names = [...new Set(runs.flatMap(run => run.databases.map(database => database.name)))];
    const palette = ["--one", "--two", "--three", "--four"].map(color);
    draw("history", {
      data: {
        labels: runs.map(run => run.runId),
        datasets: [
          ...names.map((name, index) => ({
            type: "line", label: name, borderColor: palette[index % palette.length],
            backgroundColor: palette[index % palette.length], borderWidth: 2, pointRadius: 3,
            data: runs.map(run => run.databases.find(database => database.name === name)?.seconds ?? null),
          })),
          {
            type: "bar", label: "whole run", data: runs.map(run => run.seconds), maxBarThickness: 46, borderRadius: 3,
            backgroundColor: runs.map(run => ofOutcome(run.verdict) + "66"),
          },
        ],
      },
      options: {
        scales: {
          x: axis({ grid: { display: false }, ticks: { maxRotation: 30, callback(value) { const label = this.getLabelForValue(value); return label.length > 22 ? "…" + label.slice(-21) : label; } } }),
          y: axis({ min: 0, ticks: { callback: value => seconds(value) } }),
        },
        plugins: {
          legend: { labels: { color: color("--ink"), boxWidth: 14 } },
          tooltip: { callbacks: { label: item => item.dataset.label + ": " + seconds(item.raw) } },
        },
      },
    });
  };

  const drawAll = () => {
    charts.splice(0).forEach(chart => chart.destroy());
    Chart.defaults.font.family = "system-ui, sans-serif";
    timeline();
    forecast();
    history();
  };
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
