"use strict";
(() => {
  const report = JSON.parse(document.getElementById("data").textContent);
  const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const charts = [];

  const seconds = value => {
    if (value === 0) return "0";
    if (value < 10) return (Number.isInteger(value) ? value : value.toFixed(1)) + " s";
    const whole = Math.round(value);
    const parts = [[Math.floor(whole / 3600), "h"], [Math.floor((whole % 3600) / 60), "min"], [whole % 60, "s"]];
    return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => count + " " + unit).join(" ");
  };

  /* Steps that people count time in, at most eight of them. */
  const step = most => [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400]
    .find(size => most / size <= 8) ?? 172800;
  const time = most => ({ stepSize: step(most), callback: value => seconds(value) });

  const ofOutcome = outcome => ({
    SUCCEEDED: color("--ok"), PASSED: color("--ok"), FAILED: color("--no"), RUNNING: color("--accent"),
  })[outcome] ?? color("--soft");

  const axis = extra => ({
    grid: { color: color("--line") }, border: { display: false }, ...extra,
    ticks: { color: color("--soft"), ...extra.ticks },
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
        labels: report.states.map(state => state.database ? `${state.name} ${state.database}` : state.name),
        datasets: [{
          data: report.states.map((state, index) => [starts[index], starts[index] + state.seconds]),
          backgroundColor: report.states.map(state => ofOutcome(state.outcome)),
          borderRadius: 3, borderSkipped: false, minBarLength: 3, barPercentage: 0.72, categoryPercentage: 0.95,
        }],
      },
      options: {
        indexAxis: "y",
        scales: {
          x: axis({ position: "top", min: 0, ticks: time(Math.max(...starts.map((start, index) => start + report.states[index].seconds))) }),
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
        scales: { x: axis({ min: 0, ticks: time(Math.max(known.p95Seconds, known.windowSeconds)) }), y: axis({ grid: { display: false } }) },
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
          y: axis({ min: 0, ticks: time(Math.max(...runs.map(run => run.seconds))) }),
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
