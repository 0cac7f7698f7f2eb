"""Addresses of scoring."""

from django.urls import path

from piagam.scoring.views import estimates, peers, planning, runs, scenarios, shares, simulator, trend

app_name = "scoring"
REPORT = "laporan/<slug:edition_id>/<str:region_code>/"
urlpatterns = [
    path(f"{REPORT}perkiraan/", estimates.estimate, name="estimate"),
    path(f"{REPORT}perkiraan/bagian/", shares.shares, name="shares"),
    path(f"{REPORT}perkiraan/perkembangan/", trend.trend, name="trend"),
    path(f"{REPORT}perkiraan/pembanding/", peers.peers, name="peers"),
    path(f"{REPORT}langkah/", planning.next_steps, name="next_steps"),
    path(f"{REPORT}simulator/", simulator.simulator, name="simulator"),
    path(f"{REPORT}simulator/simpan/", scenarios.keep, name="keep_scenario"),
    path(f"{REPORT}simulator/bandingkan/", scenarios.compare, name="compare_scenarios"),
    path("skenario/<int:scenario_id>/hapus/", scenarios.drop, name="drop_scenario"),
    path("hitung/<slug:edition_id>/", runs.runs, name="runs"),
    path("hitung/run/<int:run_id>/daerah/<str:region_code>/", runs.explanation, name="explanation"),
]
